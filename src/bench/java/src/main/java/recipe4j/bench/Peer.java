package recipe4j.bench;

/** Something to be measured. It does nothing, and takes no processor time, between two calls. */
interface Peer {
  /**
   * Does the work and times it. The first call for a setup also builds the network.
   *
   * @param work what to do
   * @return the figures
   * @throws Exception whatever goes wrong; the process ends with it
   */
  Figures answer(Work work) throws Exception;

  /** The error for a command that the peer doesn't know. */
  static IllegalArgumentException unknown(Work work) {
    return new IllegalArgumentException(
        "command must be one that this peer knows, found " + work.command());
  }
}
