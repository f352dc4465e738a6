package dev.runbook.report.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.Guard;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.ReflectionObjectHandler;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.AccessibleObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Mustache with one format's escaping, for which a name that stands for nothing is a mistake.
final class EscapingFactory extends DefaultMustacheFactory {
    private final Escaping escaping;

    EscapingFactory(TemplateFiles files, Escaping escaping) {
        super(files::open);
        this.escaping = escaping;
        setObjectHandler(new StrictNames());
    }

    @Override
    public void encode(String value, Writer writer) {
        try {
            writer.write(escaping.escape(value));
        } catch (IOException e) {
            throw new MustacheException(e);
        }
    }

    /// Finds names in records, and says so when there is no such name.
    private static final class StrictNames extends ReflectionObjectHandler {
        private final Map<Member, Optional<AccessibleObject>> known = new HashMap<>();

        private record Member(Class<?> type, String name) {}

        /// Mustache asks again and again, and finds out each time by three exceptions that there is no such member.
        @Override
        @SuppressWarnings("rawtypes") // as in the method that this one overrides
        protected @Nullable AccessibleObject findMember(Class type, String name) {
            Member member = new Member(type, name);
            Optional<AccessibleObject> found = known.get(member);
            if (found == null) {
                found = Optional.ofNullable(super.findMember(type, name));
                known.put(member, found);
            }
            return found.orElse(null);
        }

        @Override
        protected MissingWrapper createMissingWrapper(String name, List<Guard> guards) {
            throw new UnknownName(name);
        }
    }
}
