import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns a class's switches over types into plain code.
///
/// javac leaves such a switch to a method that the JVM makes when it first comes to it (JEP 441),
/// which takes milliseconds each time the program starts; a cache of classes holds lambdas, but as
/// of JDK 25 not these. Here each becomes a private method of the class that asks for one type
/// after the other: the contract is that of `SwitchBootstraps.typeSwitch`.
final class TypeSwitches {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime", "SwitchBootstraps");

  private final ClassModel model;
  private final Map<InvokeDynamicInstruction, String> names = new LinkedHashMap<>();

  private TypeSwitches(ClassModel model) {
    this.model = model;
  }

  /// A class without such switches.
  ///
  /// @param bytes a class file
  /// @return the same when it has none
  static byte[] lowered(ClassFile file, byte[] bytes) {
    var model = file.parse(bytes);
    var switches = new TypeSwitches(model);
    var lowered =
        file.transformClass(
            model,
            ClassTransform.transformingMethodBodies(switches::lower)
                .andThen(ClassTransform.endHandler(switches::addMethods)));
    return switches.names.isEmpty() ? bytes : lowered;
  }

  private void addMethods(ClassBuilder builder) {
    names.forEach((call, name) ->
        builder.withMethodBody(
            name,
            call.typeSymbol(),
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
            code -> choose(code, labels(call))));
  }

  private void lower(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeDynamicInstruction call && isSwitch(call)) {
      var name = "typeSwitch$" + names.size();
      names.put(call, name);
      var isInterface = model.flags().has(AccessFlag.INTERFACE);
      code.invokestatic(model.thisClass().asSymbol(), name, call.typeSymbol(), isInterface);
    } else {
      code.with(element);
    }
  }

  /// Whether all of its labels are types; others have enum constants or text among them.
  private static boolean isSwitch(InvokeDynamicInstruction call) {
    DirectMethodHandleDesc method = call.bootstrapMethod();
    return method.owner().equals(BOOTSTRAPS)
        && method.methodName().equals("typeSwitch")
        && !call.typeSymbol().parameterType(0).isPrimitive()
        && labels(call).size() == call.bootstrapArgs().size();
  }

  private static List<ClassDesc> labels(InvokeDynamicInstruction call) {
    var labels = new ArrayList<ClassDesc>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      if (label instanceof ClassDesc type && !type.isPrimitive()) {
        labels.add(type);
      }
    }
    return labels;
  }

  /// The index of the first label from `restart` on that the target is of; -1 for null, the number
  /// of labels when there is none.
  private static void choose(CodeBuilder code, List<ClassDesc> labels) {
    code.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
    for (int i = 0; i < labels.size(); i++) {
      var index = i;
      code.block(block ->
          block
              .iload(1)
              .loadConstant(index)
              .if_icmpgt(block.breakLabel())
              .aload(0)
              .instanceOf(labels.get(index))
              .ifeq(block.breakLabel())
              .loadConstant(index)
              .ireturn());
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
