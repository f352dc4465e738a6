package dev.runbook.report.template;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The names that a template may ask for: what the records that it is filled with have, as `docs/templates.md` lists them.
public final class Names {
    private static final Set<Type> SHOWN = Set.of(String.class, boolean.class, int.class, long.class, double.class);
    private static final List<String> OF_EVERY_RECORD = List.of("toString", "hashCode");

    private Names() {}

    /// The names of what a template is filled with, each with the type of what it stands for.
    static Map<String, Type> ofPage(Object page) {
        Map<String, Type> names = new TreeMap<>();
        for (Method method : page.getClass().getMethods()) {
            if (method.getReturnType() == Object.class && method.getParameterCount() == 0
                    && page.getClass().isRecord()) {
                names.put(method.getName(), typeIn(page, method));
            }
        }
        of(page.getClass()).forEach(names::putIfAbsent);
        return names;
    }

    /// The names within a type: of a list, those of its items; of a text or a number, none.
    public static Map<String, Type> of(Type type) {
        Map<String, Type> names = new TreeMap<>();
        if (item(type) instanceof Class<?> record && record.isRecord()) {
            Arrays.stream(record.getDeclaredMethods()).filter(Names::isName)
                    .forEach(method -> names.put(method.getName(), method.getGenericReturnType()));
        }
        return names;
    }

    /// What a section of it stands in: the items of a list, or the thing itself.
    static Type item(Type type) {
        return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    }

    private static boolean isName(Method method) {
        Type type = item(method.getGenericReturnType());
        return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 0 && !OF_EVERY_RECORD.contains(method.getName())
                && (SHOWN.contains(type) || type == Object.class || type instanceof Class<?> known && known.isRecord());
    }

    /// A page of HTML is a report or a plan.
    private static Type typeIn(Object page, Method method) {
        try {
            return method.invoke(page).getClass();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a page's record is public", e);
        }
    }
}
