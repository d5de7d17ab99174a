// Evaluates expressions for the agreement test: one JSON line {tree, records, now, zone} in, one line of results out.
import { createInterface } from "node:readline";
import { evaluate } from "../../../static/builder/expressions/index.js";

createInterface({ input: process.stdin }).on("line", (line) => {
  const { compiled, records, now, zone } = JSON.parse(line);
  const results = records.map((record) => {
    try {
      return evaluate(compiled, record, { now, timeZone: zone });
    } catch (error) {
      return `ERROR ${error.stack}`;
    }
  });
  process.stdout.write(`${JSON.stringify(results)}\n`);
});
