import { defineLineageDrawing, type LineageDrawing } from '../drawing.ts';
import { provDocument } from '../prov/written-document.ts';

export const prov: LineageDrawing = defineLineageDrawing({
  meta: {
    id: 'prov',
    title: 'W3C PROV-JSON',
    answers: 'Which activities used and generated which entities, for a program that reads PROV?',
    source: {
      work: 'The PROV-JSON Serialization',
      locator: 'W3C Member Submission 24 April 2013',
      url: 'https://www.w3.org/submissions/prov-json/',
    },
    limits: [
      'Code is said of the plan that a run followed; columns and schemas have no place in it.',
      'Characters that a qualified name may not hold are percent-encoded; the name as it is stands in prov:label.',
    ],
  },
  extension: 'json',
  reader: 'programs',
  draw: (graph) => `${JSON.stringify(provDocument(graph), null, 2)}\n`,
});
