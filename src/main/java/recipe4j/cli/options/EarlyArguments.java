package recipe4j.cli.options;

import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Looks into the arguments before they are parsed. */
public final class EarlyArguments {
  private EarlyArguments() {}

  /** The same as a path; null also where it is none, which is told when it is parsed. */
  public static Path path(String[] args, String name) {
    String value = value(args, name);
    try {
      return value == null ? null : new PathConverter().convert(value);
    } catch (TypeConversionException e) {
      return null;
    }
  }

  /** Value of {@code --name value} or {@code --name=value}, or null. */
  public static String value(String[] args, String name) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(name) && i + 1 < args.length) {
        return args[i + 1];
      }
      if (args[i].startsWith(name + "=")) {
        return args[i].substring(name.length() + 1);
      }
    }
    return null;
  }
}
