package recipe4j.cli;

/** Looks into the arguments before they are parsed. */
final class Arguments {
  private Arguments() {}

  /** Value of {@code --name value} or {@code --name=value}, or null. */
  static String value(String[] args, String name) {
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
