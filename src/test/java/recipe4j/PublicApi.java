package recipe4j;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The public types and members of the packages that are the library's face, one line a member, as
 * {@code public-api.txt} keeps them. Names stand without their packages.
 */
final class PublicApi {
  /** Where the committed list lies. */
  static final Path FILE = Path.of("public-api.txt");

  private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

  private PublicApi() {}

  /** The list for these classes, which need not be public. */
  static String of(Stream<JavaClass> classes) throws ReflectiveOperationException {
    StringBuilder text = new StringBuilder();
    String packageName = "";
    for (JavaClass found :
        classes.sorted(java.util.Comparator.comparing(PublicApi::key)).toList()) {
      Class<?> type = Class.forName(found.getName(), false, PublicApi.class.getClassLoader());
      if (!isVisible(type) || found.getSimpleName().equals("package-info")) {
        continue;
      }
      if (!found.getPackageName().equals(packageName)) {
        packageName = found.getPackageName();
        text.append(text.isEmpty() ? "" : "\n").append("package ").append(packageName).append('\n');
      }
      text.append("  ").append(head(type)).append('\n');
      members(type).forEach(member -> text.append("    ").append(member).append('\n'));
    }
    return text.toString();
  }

  private static String key(JavaClass type) {
    return type.getPackageName() + " " + type.getName();
  }

  private static boolean isVisible(Class<?> type) {
    boolean visible = isOpen(type.getModifiers()) && !type.isSynthetic();
    return visible && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String head(Class<?> type) {
    int given = type.getModifiers() & ~Modifier.PUBLIC & ~Modifier.STATIC;
    String kind = "class ";
    if (type.isRecord()) {
      kind = "record ";
    } else if (type.isEnum()) {
      kind = "enum ";
    } else if (type.isAnnotation()) {
      kind = "annotation ";
    } else if (type.isInterface()) {
      kind = "interface ";
    }
    if (!kind.equals("class ")) {
      given &= ~Modifier.FINAL & ~Modifier.ABSTRACT & ~Modifier.INTERFACE;
    }
    StringBuilder head = new StringBuilder(modifiers(given)).append(kind).append(name(type));
    if (type.getTypeParameters().length > 0) {
      head.append(
          Arrays.stream(type.getTypeParameters())
              .map(Type::getTypeName)
              .collect(joining(", ", "<", ">")));
    }
    if (type.isRecord()) {
      head.append(
          Arrays.stream(type.getRecordComponents())
              .map(part -> name(part.getGenericType()) + " " + part.getName())
              .collect(joining(", ", "(", ")")));
    }
    Type above = type.getGenericSuperclass();
    if (above != null && above != Object.class && !type.isRecord() && !type.isEnum()) {
      head.append(" extends ").append(name(above));
    }
    if (type.getGenericInterfaces().length > 0) {
      head.append(type.isInterface() ? " extends " : " implements ");
      head.append(names(type.getGenericInterfaces()));
    }
    return head.toString();
  }

  private static List<String> members(Class<?> type) {
    List<String> constants = new ArrayList<>();
    Set<String> others = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (field.isEnumConstant()) {
        constants.add(field.getName());
      } else if (isOpen(field.getModifiers()) && !field.isSynthetic()) {
        others.add(
            modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isOpen(constructor.getModifiers()) && !isImplied(type, constructor)) {
        others.add("new " + name(type) + parameters(constructor.getParameters()));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isOpen(method.getModifiers()) && !method.isSynthetic() && !isImplied(type, method)) {
        others.add(
            (method.isDefault() ? "default " : modifiers(given(type, method)))
                + name(method.getGenericReturnType())
                + " "
                + method.getName()
                + parameters(method.getParameters())
                + thrown(method));
      }
    }
    List<String> members = new ArrayList<>();
    if (!constants.isEmpty()) {
      members.add(String.join(", ", constants));
    }
    members.addAll(others);
    return members;
  }

  /** What a record or an enumeration has anyway. */
  private static boolean isImplied(Class<?> type, Constructor<?> constructor) {
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray());
  }

  private static boolean isImplied(Class<?> type, Method method) {
    boolean ofRecord =
        type.isRecord()
            && Arrays.stream(type.getRecordComponents())
                .anyMatch(part -> part.getAccessor().equals(method));
    boolean ofEnum =
        type.isEnum() && (method.getName().equals("values") || method.getName().equals("valueOf"));
    return ofRecord || ofEnum || OF_OBJECT.contains(method.getName());
  }

  private static int given(Class<?> type, Method method) {
    return type.isInterface() ? method.getModifiers() & ~Modifier.ABSTRACT : method.getModifiers();
  }

  private static String parameters(Parameter[] parameters) {
    return Arrays.stream(parameters)
        .map(
            parameter -> {
              String type = name(parameter.getParameterizedType());
              return parameter.isVarArgs() ? type.replaceAll("\\[\\]$", "...") : type;
            })
        .collect(joining(", ", "(", ")"));
  }

  private static String thrown(Method method) {
    Type[] thrown = method.getGenericExceptionTypes();
    return thrown.length == 0 ? "" : " throws " + names(thrown);
  }

  private static String names(Type[] types) {
    return Arrays.stream(types).map(PublicApi::name).collect(joining(", "));
  }

  private static String name(Type type) {
    return type.getTypeName().replaceAll("\\b[a-z]\\w*\\.", "").replace('$', '.');
  }

  /** Those that a caller must know; what is public is not said. */
  private static String modifiers(int all) {
    int shown = Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;
    String text = Modifier.toString(all & shown);
    return text.isEmpty() ? "" : text + " ";
  }

  /** Writes the list anew: {@code make public-api}. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Files.writeString(FILE, of(ArchitectureTest.face()));
  }
}
