package recipe4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import recipe4j.cli.terminal.Console;

/** Hands the console to the commands as they are made. */
final class ConsoleFactory implements IFactory {
  private final Console console;
  private final IFactory others = CommandLine.defaultFactory();

  ConsoleFactory(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (ConsoleCommand.class.isAssignableFrom(type)) {
      return type.getDeclaredConstructor(Console.class).newInstance(console);
    }
    return others.create(type);
  }
}
