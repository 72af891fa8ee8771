// Annotate and fill in the export as Firefox does: with its own pdf.js, which appends to the file.
//
//     npm install pdfjs-dist@5.6.205 && node make_firefox.mjs     (in a copy of this folder)

import { readFile, writeFile } from "node:fs/promises";
import { AnnotationEditorType, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const here = new URL("./", import.meta.url);
const spots = JSON.parse(await readFile(new URL("spots.json", here)));
const data = new Uint8Array(await readFile(new URL("exported.pdf", here)));
const file = await getDocument({ data, verbosity: 0 }).promise;
const storage = file.annotationStorage;
let count = 0;

function add(page, annotation) {
  storage.setValue(`pdfjs_internal_editor_${count++}`, {
    pageIndex: page, rotation: 0, structTreeParentId: null, ...annotation,
  });
}

function around(boxes) {
  const edges = [0, 1, 2, 3].map((n) => boxes.map((box) => box[n]));
  return [
    Math.min(...edges[0]), Math.min(...edges[1]), Math.max(...edges[2]), Math.max(...edges[3]),
  ];
}

// Words that were highlighted, with a comment in a window of its own.
const { page, boxes } = spots.long;
add(page, {
  annotationType: AnnotationEditorType.HIGHLIGHT,
  color: [255, 255, 152],
  opacity: 1,
  quadPoints: boxes.flatMap(([l, b, r, t]) => [l, t, r, t, l, b, r, b]),
  outlines: boxes.map(([l, b, r, t]) => [l, t, r, t, r, b, l, b]),
  rect: around(boxes),
  popup: { contents: "Welke werkplaats?", deleted: false, rect: [500, 600, 560, 650] },
});
// Words that were highlighted and nothing more.
add(spots.short.page, {
  annotationType: AnnotationEditorType.HIGHLIGHT,
  color: [255, 255, 152],
  opacity: 1,
  quadPoints: spots.short.boxes.flatMap(([l, b, r, t]) => [l, t, r, t, l, b, r, b]),
  outlines: spots.short.boxes.map(([l, b, r, t]) => [l, t, r, t, r, b, l, b]),
  rect: around(spots.short.boxes),
});
// A text that was typed on the page, beside a contribution.
const [left, low, right, high] = around(spots.other.boxes);
add(spots.other.page, {
  annotationType: AnnotationEditorType.FREETEXT,
  color: [0, 0, 0],
  fontSize: 9,
  value: "Dit missen wij:\n€ en \u2192 begeleiding",
  rect: [right + 20, low - 2, right + 200, high + 12],
});
// A line that was drawn below it.
add(spots.other.page, {
  annotationType: AnnotationEditorType.INK,
  color: [200, 0, 0],
  opacity: 1,
  thickness: 2,
  paths: {
    lines: [new Float32Array([
      NaN, NaN, NaN, NaN, left, low, NaN, NaN, NaN, NaN, right, low,
    ])],
    points: [new Float32Array([left, low, right, low])],
  },
  rect: [left - 1, low - 1, right + 1, low + 1],
});
// What is asked in the fields.
const fields = await file.getFieldObjects();
const fill = (name, value) => fields[name]
  .filter((field) => field.type !== "")
  .forEach((field) => storage.setValue(field.id, { value }));
fill("r.name", "Joost Jansen");
fill("r.opgave.overheid.rating", "4");
fill("r.opgave.overheid.reaction", "Er gebeurt al veel,\nmaar niet in het oosten.");

await writeFile(new URL("firefox.pdf", here), await file.saveDocument());
