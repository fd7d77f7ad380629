// SPDX-License-Identifier: Apache-2.0
// usage: node validate.js SCHEMA FILE...
// Prints {file, valid, errors} for each YAML file, judged by ajv: one JSON object a line.
'use strict';
const fs = require('fs');
const Ajv = require('ajv');
const YAML = require('yaml');

const read = (file) => YAML.parse(fs.readFileSync(file, 'utf8'), { version: '1.2' });
// Schemas carry keywords of ours (`x-is`, `x-secret`); everything else about them is held strictly.
const ajv = new Ajv({ allErrors: true, strictTypes: false, strictRequired: false });
['x-is', 'x-secret'].forEach((keyword) => ajv.addKeyword(keyword));

const [schema, ...files] = process.argv.slice(2);
const validate = ajv.compile(read(schema));
for (const file of files) {
  const valid = validate(read(file));
  const errors = (validate.errors || []).map((error) => `${error.instancePath} ${error.message}`);
  console.log(JSON.stringify({ file, valid, errors }));
}
