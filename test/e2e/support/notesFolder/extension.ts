// The folder `notes:/exercises`, which lies on no disk, with one file that can be written: what extensions
// that show repositories and archives do.
import type {
  Event,
  ExtensionContext,
  FileChangeEvent,
  FileStat,
  FileSystemProvider,
  Uri,
} from 'vscode';
import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  workspace,
} from 'vscode';

const folder = '/exercises';
const file = `${folder}/sums.md`;

class Notes implements FileSystemProvider {
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  #content: Uint8Array = new TextEncoder().encode('What is 6 * 7?');
  #writtenMs = 1;

  get onDidChangeFile(): Event<FileChangeEvent[]> {
    return this.#changed.event;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat({ path }: Uri): FileStat {
    const times = { ctime: 1, mtime: this.#writtenMs };
    if (path === file) return { type: FileType.File, ...times, size: this.#content.length };
    if (path === folder || path === '/') return { type: FileType.Directory, ...times, size: 0 };
    throw FileSystemError.FileNotFound(path);
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    if (path === '/') return [['exercises', FileType.Directory]];
    return path === folder ? [['sums.md', FileType.File]] : [];
  }

  readFile({ path }: Uri): Uint8Array {
    if (path !== file) throw FileSystemError.FileNotFound(path);
    return this.#content;
  }

  writeFile(uri: Uri, content: Uint8Array): void {
    if (uri.path !== file) throw FileSystemError.NoPermissions(uri);
    this.#content = content;
    this.#writtenMs += 1;
    this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }
}

export function activate({ subscriptions }: ExtensionContext): void {
  subscriptions.push(workspace.registerFileSystemProvider('notes', new Notes()));
}
