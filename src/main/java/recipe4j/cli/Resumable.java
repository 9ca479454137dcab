package recipe4j.cli;

import java.util.Optional;

/** A command that can be taken up again after it failed. */
interface Resumable {
  /** How to go on, as an end of a line; empty if nothing was kept. */
  Optional<String> wayOn();
}
