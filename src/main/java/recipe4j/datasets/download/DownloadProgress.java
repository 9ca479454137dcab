package recipe4j.datasets.download;

/** Hears how a download goes on, for a progress bar. Called on the thread that loads the data. */
@FunctionalInterface
public interface DownloadProgress {
  /** Says nothing to anybody. */
  DownloadProgress SILENT = (file, done, total) -> {};

  /**
   * Some more bytes have come; called once at the start of a file too, and once at its end.
   *
   * @param file name of the file, such as "train-images-idx3-ubyte.gz"
   * @param done bytes on disk so far, those of an earlier, interrupted download included
   * @param total bytes of the whole file, or -1 if the server does not say
   */
  void bytes(String file, long done, long total);

  /**
   * Something that takes time or goes otherwise than hoped: another process is waited for, a mirror
   * failed and is tried again. Ignored by default.
   *
   * @param line one line for people
   */
  default void message(String line) {}
}
