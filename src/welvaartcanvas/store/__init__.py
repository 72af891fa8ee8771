"""The workspace's database: the only room that speaks SQL. ``docs/database.md`` describes it."""
