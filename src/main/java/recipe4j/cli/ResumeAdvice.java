package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import recipe4j.io.ShellWord;
import recipe4j.run.Resume;
import recipe4j.run.RunBackups;
import recipe4j.run.RunPlaces;

/**
 * What a person can do about a training that has ended early.
 *
 * @param run its folder
 * @param options of the training
 */
record ResumeAdvice(Path run, Map<String, ?> options) {
  /** The command that resumes it. */
  String command() {
    String again = new RunPlaces(run, options).toGiveAgain();
    return "resume with: recipe4j train --resume %s%s".formatted(ShellWord.of(run), again);
  }

  /** After a loss that is not finite; the last backup has finite weights. */
  String afterDivergence(RunBackups backups, Optional<Resume> resumed) throws IOException {
    if (backups.isEmpty()) {
      return "train again with a smaller --learning-rate";
    }
    return resumed.isPresent() && resumed.get().isNewest()
        ? "its backup leads there anew; remove %s, then the one before it counts"
            .formatted(backups.newestFile())
        : command() + " --force --learning-rate R, with R below what it was";
  }
}
