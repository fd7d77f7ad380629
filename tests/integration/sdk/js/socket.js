// SPDX-License-Identifier: Apache-2.0
// A WebSocket with what the clients use of one; Node brings none before version 22.
const { randomBytes } = require("node:crypto");
const http = require("node:http");

const TEXT = 0x81;
const CLOSE = 0x88;

class Socket extends EventTarget {
  readyState = 0;
  #wire;
  #bytes = Buffer.alloc(0);

  constructor(url) {
    super();
    const key = randomBytes(16).toString("base64");
    const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13", "sec-websocket-key": key };
    http.get(url.replace(/^ws/, "http"), { headers })
      .on("upgrade", (_, wire, first) => this.#open(wire, first))
      .on("response", (response) => this.#fail(response.resume()))
      .on("error", () => this.#fail());
  }

  send(text) {
    this.#write(TEXT, Buffer.from(text));
  }

  close() {
    this.readyState = 2;
    this.#write(CLOSE, Buffer.from([0x03, 0xe8]));
  }

  #open(wire, first) {
    this.#wire = wire;
    this.readyState = 1;
    wire.on("data", (bytes) => this.#take(bytes)).on("close", () => this.#end()).on("error", () => {});
    this.#tell("open");
    this.#take(first);
  }

  #fail() {
    this.readyState = 3;
    this.#tell("error");
    this.#tell("close");
  }

  #end(payload) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#wire.end();
    this.#tell("close", payload ? { code: payload.readUInt16BE(0) } : {});
  }

  #take(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (let frame; (frame = this.#next());) {
      if (frame.first === TEXT) this.#tell("message", { data: frame.payload.toString() });
      if (frame.first === CLOSE) this.#end(frame.payload);
    }
  }

  #next() {
    if (this.#bytes.length < 10 && this.#bytes.length < 2 + (this.#bytes[1] ?? 0)) return undefined;
    const short = this.#bytes[1];
    const [head, size] = short < 126 ? [2, short] : short === 126 ? [4, this.#bytes.readUInt16BE(2)] : [10, Number(this.#bytes.readBigUInt64BE(2))];
    if (this.#bytes.length < head + size) return undefined;
    const frame = { first: this.#bytes[0], payload: this.#bytes.subarray(head, head + size) };
    this.#bytes = this.#bytes.subarray(head + size);
    return frame;
  }

  // With a mask of zeros, which changes nothing.
  #write(first, payload) {
    const size = payload.length;
    const head = size < 126 ? Buffer.from([first, 0x80 | size]) : Buffer.from([first, 0xfe, size >> 8, size & 0xff]);
    this.#wire.write(Buffer.concat([head, Buffer.alloc(4), payload]));
  }

  #tell(name, more = {}) {
    this.dispatchEvent(Object.assign(new Event(name), more));
  }
}

module.exports = { Socket };
