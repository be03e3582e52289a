/** The two functions the preload puts on the window. */
export interface ReaderBridge {
  /** Sends a call and resolves with a `Reply`; never rejects for a failure of the method itself. */
  call(method: string, input: unknown): Promise<unknown>;
  /** Hears every event; returns the function that stops it. */
  on(listener: (event: unknown) => void): () => void;
}
