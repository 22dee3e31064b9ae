// The search of the site where its pages are opened from a folder: browsers start no workers
// there, so a hidden frame does the work of one.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const inside = frame.contentWindow;
      const told = (target, data) => target.dispatchEvent(new MessageEvent("message", { data }));
      const load = (address) =>
        new Promise((done, failed) => {
          const script = inside.document.createElement("script");
          script.src = address;
          script.onload = done;
          script.onerror = failed;
          inside.document.body.append(script);
        });
      inside.postMessage = (data) => told(this, data);
      inside.importScripts = (...addresses) => Promise.all(addresses.map(load));
      const loaded = load(url);
      this.postMessage = (data) => loaded.then(() => told(inside, data));
    }
  };
}
