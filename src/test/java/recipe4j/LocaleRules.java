package recipe4j;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds calls whose result depends on the locale of the JVM: numbers in Arabic digits or with a
 * decimal comma, a Turkish i without its dot. Text without numbers may be formatted without one.
 */
final class LocaleRules extends TreeScanner<Void, Void> {
  /** A call that needs a locale. */
  record Finding(Path file, long line, String call) {}

  private static final Pattern SPECIFIER =
      Pattern.compile("%(\\d+\\$)?[-#+ 0,(<]*\\d*(\\.\\d+)?([a-zA-Z%])");

  /** Conversions that come out the same everywhere. */
  private static final String NEUTRAL = "sbcxon%";

  private static final Set<String> CASES = Set.of("toLowerCase", "toUpperCase");
  private static final Set<String> FACTORIES =
      Set.of(
          "ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime", "getInstance");
  private static final Set<String> FORMATTERS =
      Set.of("DateTimeFormatter", "NumberFormat", "DecimalFormatSymbols", "DateFormat", "Collator");
  private static final Set<String> CLASSES =
      Set.of("DecimalFormat", "SimpleDateFormat", "Formatter", "MessageFormat", "Scanner");

  private final Path file;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Finding> findings;

  private LocaleRules(
      Path file, CompilationUnitTree unit, SourcePositions positions, List<Finding> findings) {
    this.file = file;
    this.unit = unit;
    this.positions = positions;
    this.findings = findings;
  }

  /** Looks through source files. */
  static List<Finding> in(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Finding> findings = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().getName());
        new LocaleRules(file, unit, positions, findings).scan(unit, null);
      }
    }
    return findings;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
    if (call.getMethodSelect() instanceof MemberSelectTree select) {
      String name = select.getIdentifier().toString();
      List<? extends ExpressionTree> arguments = call.getArguments();
      boolean wrong =
          (CASES.contains(name) && arguments.isEmpty())
              || (name.equals("formatted") && !isNeutral(select.getExpression()))
              || (isFormat(select) && isUnlocated(call.getArguments()))
              || (FACTORIES.contains(name)
                  && FORMATTERS.contains(select.getExpression().toString())
                  && arguments.stream().noneMatch(LocaleRules::isLocale));
      if (wrong) {
        find(call, name);
      }
    }
    return super.visitMethodInvocation(call, null);
  }

  @Override
  public Void visitNewClass(NewClassTree made, Void unused) {
    String name = made.getIdentifier().toString();
    if (CLASSES.contains(name) && made.getArguments().stream().noneMatch(LocaleRules::isLocale)) {
      find(made, name);
    }
    return super.visitNewClass(made, null);
  }

  private static boolean isFormat(MemberSelectTree select) {
    String name = select.getIdentifier().toString();
    boolean ofString = name.equals("format") && select.getExpression().toString().equals("String");
    return ofString || name.equals("printf");
  }

  private void find(Tree tree, String name) {
    long start = positions.getStartPosition(unit, tree);
    findings.add(new Finding(file, unit.getLineMap().getLineNumber(start), name));
  }

  /** A number's format, or one that can't be seen here, before any locale. */
  private static boolean isUnlocated(List<? extends ExpressionTree> arguments) {
    return !isLocale(arguments.get(0)) && !isNeutral(arguments.get(0));
  }

  private static boolean isLocale(ExpressionTree argument) {
    return argument.toString().matches("(Locale|DecimalFormatSymbols)\\..*|locale");
  }

  /** Whether a format is known and holds no number. */
  private static boolean isNeutral(ExpressionTree format) {
    String text = text(format);
    if (text == null) {
      return false;
    }
    Matcher specifiers = SPECIFIER.matcher(text);
    while (specifiers.find()) {
      if (!NEUTRAL.contains(specifiers.group(3))) {
        return false;
      }
    }
    return true;
  }

  /** A constant that is written down here, or null. */
  private static String text(ExpressionTree tree) {
    if (tree instanceof LiteralTree literal) {
      return String.valueOf(literal.getValue());
    }
    if (tree instanceof ParenthesizedTree inner) {
      return text(inner.getExpression());
    }
    if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      String left = text(sum.getLeftOperand());
      String right = text(sum.getRightOperand());
      return left == null || right == null ? null : left + right;
    }
    return null;
  }
}
