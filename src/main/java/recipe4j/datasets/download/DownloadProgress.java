package recipe4j.datasets.download;

/**
 * Gets the progress of a download, for a progress bar. Called on the thread that loads the data.
 */
@FunctionalInterface
public interface DownloadProgress {
  /** Ignores everything. */
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
   * A delay or a failure that is not final: another process is waited for, a mirror failed and is
   * tried again. Ignored by default.
   *
   * @param line one line to print
   */
  default void message(String line) {}
}
