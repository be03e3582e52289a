/** Keeping the files of pictures and the rows that name them in agreement. */
import type { MediaId } from '../../../shared/model';

/** A file in the folder of pictures, whatever it is. */
export interface FoundFile {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

export interface PictureFolder {
  /** Whether the file is there with all of its bytes. Looks at its length only. */
  hasWhole(id: MediaId, byteLength: number): boolean;
  /** Whether its bytes are still those it is named by. */
  isAsNamed(id: MediaId): Promise<boolean>;
  /** Files whose names begin so, a folder at a time. @param start two hexadecimal digits. */
  filesFrom(start: string): AsyncIterable<readonly FoundFile[]>;
  /** Does nothing when there is no such file. @param name as it was found. */
  remove(name: string): Promise<void>;
}

export interface NamedPicture {
  readonly id: MediaId;
  readonly byteLength: number;
}

export interface PictureIndex {
  /** Null for a picture that nobody names. */
  byteLengthOf(id: MediaId): number | null;
  /** All whose ids begin so, in order. @param start two hexadecimal digits. */
  namedFrom(start: string): NamedPicture[];
  /** The addresses under which articles show it. */
  sourcesOf(id: MediaId): string[];
  /** It is gone from disk: the sites whose icon it is are to be asked again. @returns whether there are any. */
  askForIconAgain(id: MediaId): boolean;
  /** Forgets pictures that no article and no site shows any more. */
  forgetUnused(): void;
}
