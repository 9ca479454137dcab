package recipe4j.cli;

import org.nd4j.versioncheck.VersionCheck;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "recipe4j " + recipe4j(), "Java " + Runtime.version(), "Deeplearning4j " + deeplearning4j()
    };
  }

  /** From the jar's manifest; in a build folder there is none. */
  static String recipe4j() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  static String deeplearning4j() {
    return VersionCheck.getVersionInfos().stream()
        .filter(info -> info.getArtifactId().equals("deeplearning4j-nn"))
        .map(info -> info.getBuildVersion())
        .findFirst()
        .orElse("unknown");
  }
}
