//! Scripts that make the browser refuse what it usually gives.

/// As of a file that is gone by the time it is read.
pub(super) const UNREADABLE: &str = "
Object.defineProperty(FileReader.prototype, 'error',
  { get: () => new DOMException('gone', 'NotFoundError') });
FileReader.prototype.readAsArrayBuffer = function () {
  setTimeout(() => this.dispatchEvent(new ProgressEvent('error')));
};
";

pub(super) const NO_CLIPBOARD: &str = "
navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
document.execCommand = () => false;
";

/// Workers that take everything until they are armed against, and then nothing.
pub(super) const TAKES_NO_MESSAGE: &str = "
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (...message) {
  if (window.armed) throw new DOMException('too large', 'DataCloneError');
  return post.apply(this, message);
};
";

/// Workers that stop with each message.
pub(super) const STOPS_OVER_EVERYTHING: &str = "
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message) {
  const isCode = message instanceof WebAssembly.Module || message instanceof ArrayBuffer;
  if (!window.armed || isCode) return post.call(this, message);
  setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: 'RuntimeError' })));
};
";

/// Workers in which no answer that names the other client can be handed over.
pub(super) const LOSES_ANSWERS: &str = "
const NativeBlob = Blob;
const prefix = `{
  const post = self.postMessage.bind(self);
  self.postMessage = message => {
    const text = new TextDecoder().decode(message[0]);
    if (text.includes('other.contoso.example')) {
      throw new DOMException('too large', 'DataCloneError');
    }
    post(message);
  };
}`;
window.Blob = class extends NativeBlob {
  constructor(parts, options) {
    super(options?.type === 'text/javascript' ? [prefix, ...parts] : parts, options);
  }
};
";

pub(super) const HANDS_NO_MODULE_OVER: &str = "
const post = Worker.prototype.postMessage;
window.refused = 0;
Worker.prototype.postMessage = function (message) {
  if (message instanceof WebAssembly.Module) {
    window.refused += 1;
    throw new DOMException('no module', 'DataCloneError');
  }
  return post.call(this, message);
};
";

/// Folders as Chromium gives them to a page that was opened from a disk.
pub(super) const REFUSES_FOLDERS: &str = "
const refused = (done, failed) => failed(new DOMException('malformed', 'EncodingError'));
const folder = { isFile: false, isDirectory: true, createReader: () => ({ readEntries: refused }) };
DataTransferItem.prototype.webkitGetAsEntry = () => folder;
";
