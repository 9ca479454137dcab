package recipe4j.cli;

import picocli.CommandLine.IVersionProvider;
import recipe4j.report.Versions;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "recipe4j " + recipe4j(), "Java " + Runtime.version(), "Deeplearning4j " + deeplearning4j()
    };
  }

  static String recipe4j() {
    return Versions.recipe4j();
  }

  static String deeplearning4j() {
    return Versions.deeplearning4j();
  }
}
