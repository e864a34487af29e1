// Talking to /playground/… on our own server.

async function read(answer) {
  const body = await answer.json();
  if (!answer.ok) throw new Error((body.description || answer.statusText).replace(/^Bad Request: /, ""));
  return body;
}

export async function get(what, query = {}) {
  return read(await fetch(`/playground/${what}?${new URLSearchParams(query)}`));
}

export async function post(what, said = {}) {
  const headers = { "content-type": "application/json" };
  return read(await fetch(`/playground/${what}`, { method: "POST", headers, body: JSON.stringify(said) }));
}

export async function clearFaults() {
  return read(await fetch("/playground/faults", { method: "DELETE" }));
}

/** Follows what happens after number `last`, for ever; `lost` is called when the page must start over. */
export async function follow(last, happened, lost, connected) {
  let wait = 25;
  for (;;) {
    try {
      const told = await get("events", { after: last, timeout: wait });
      connected(true);
      wait = 25;
      if (told.lost || told.last < last) return lost();
      for (const event of told.events) happened(event);
      last = told.last;
    } catch {
      connected(false);
      wait = 0; // the next answer tells at once that the server is back
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
