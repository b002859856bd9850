package dev.airelay.local.walk;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// The product's classes, defined anew, with a call of [Passed#through] at the start of each
/// method.
///
/// Everything else, the local runner among it, is as its parent has it, so that only what belongs
/// to the product is noted.
final class MarkedClasses extends ClassLoader {
    private static final String PRODUCT = "dev.airelay.";
    private static final String RUNNER = "dev.airelay.local.";
    private static final ClassDesc PASSED = ClassDesc.of(Passed.class.getName());
    private static final MethodTypeDesc OF_A_NAME =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    private final ClassLoader plain;
    private final ClassFile files;

    MarkedClasses(ClassLoader plain) {
        super("marked", plain);
        this.plain = plain;
        files =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(plain)));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PRODUCT) || name.startsWith(RUNNER)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] marked = marked(name);
        return defineClass(name, marked, 0, marked.length);
    }

    private byte[] marked(String name) throws ClassNotFoundException {
        try (InputStream file = plain.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return files.transformClass(
                    files.parse(file.readAllBytes()),
                    ClassTransform.transformingMethodBodies(mark(name)));
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static CodeTransform mark(String name) {
        return new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                code.loadConstant(name).invokestatic(PASSED, "through", OF_A_NAME);
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        };
    }
}
