package recipe4j.cli.terminal;

import java.util.Optional;

/** A command that can be taken up again after it failed. */
public interface Resumable {
  /** How to go on, as an end of a line; empty if nothing was kept. */
  Optional<String> wayOn();
}
