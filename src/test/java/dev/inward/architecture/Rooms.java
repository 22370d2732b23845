package dev.inward.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages of Inward and which of them uses which, as the class files have it. Names are
 * relative to {@code dev.inward}, which keeps its own.
 */
final class Rooms {

    private static final String ROOT = "dev.inward";

    private static final Path MODULE = Path.of("target/classes/module-info.class");

    private final SortedMap<String, SortedSet<String>> uses;
    private final Set<String> exported;

    private Rooms(SortedMap<String, SortedSet<String>> uses, Set<String> exported) {
        this.uses = uses;
        this.exported = exported;
    }

    /** Reads the class files of the main code; tests do not count. */
    static Rooms read() {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        for (JavaClass type : MainClasses.ALL) {
            SortedSet<String> used =
                    uses.computeIfAbsent(room(type.getPackageName()), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
                // Every package may use the few nouns of the root, so such arrows say nothing.
                if (isOurs(target) && !target.equals(ROOT)) {
                    used.add(room(target));
                }
            }
        }
        uses.forEach((room, used) -> used.remove(room));
        return new Rooms(uses, exported());
    }

    private static Set<String> exported() {
        try (InputStream module = Files.newInputStream(MODULE)) {
            return ModuleDescriptor.read(module).exports().stream()
                    .map(export -> room(export.source()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes rooms of a map of who uses whom; none is exported. */
    static Rooms of(Map<String, Set<String>> uses) {
        SortedMap<String, SortedSet<String>> sorted = new TreeMap<>();
        uses.forEach((room, used) -> sorted.put(room, new TreeSet<>(used)));
        return new Rooms(sorted, Set.of());
    }

    private static boolean isOurs(String packageName) {
        return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
    }

    private static String room(String packageName) {
        return packageName.equals(ROOT) ? ROOT : packageName.substring(ROOT.length() + 1);
    }

    /** All names, in alphabetical order. */
    List<String> names() {
        return List.copyOf(uses.keySet());
    }

    /** The rooms that a room uses directly. */
    Set<String> usedBy(String room) {
        return Set.copyOf(uses.getOrDefault(room, new TreeSet<>()));
    }

    /** Whether projects that use Inward may use the room. */
    boolean isExported(String room) {
        return exported.contains(room);
    }

    int arrows() {
        return uses.values().stream().mapToInt(Set::size).sum();
    }

    /**
     * The arrows that say something new: an arrow is left out where a longer way leads to the same
     * room.
     */
    SortedMap<String, SortedSet<String>> essentialArrows() {
        SortedMap<String, SortedSet<String>> essential = new TreeMap<>();
        for (String room : uses.keySet()) {
            SortedSet<String> kept = new TreeSet<>(usedBy(room));
            for (String used : usedBy(room)) {
                kept.removeAll(reachableFrom(used));
            }
            essential.put(room, kept);
        }
        return essential;
    }

    private Set<String> reachableFrom(String room) {
        Set<String> reached = new HashSet<>();
        List<String> open = new ArrayList<>(usedBy(room));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (reached.add(next)) {
                open.addAll(usedBy(next));
            }
        }
        return reached;
    }

    /**
     * The rooms in layers, from the top down. A room stands directly above the highest room that it
     * uses.
     *
     * @throws IllegalStateException if rooms use each other in a circle
     */
    List<List<String>> layers() {
        SortedMap<String, Integer> heights = new TreeMap<>();
        for (String room : uses.keySet()) {
            if (reachableFrom(room).contains(room)) {
                throw new IllegalStateException("a circle leads through " + room);
            }
        }
        uses.keySet().forEach(room -> height(room, heights));
        List<List<String>> layers = new ArrayList<>();
        heights.values().stream().distinct().forEach(height -> layers.add(new ArrayList<>()));
        heights.forEach((room, height) -> layers.get(layers.size() - 1 - height).add(room));
        return layers;
    }

    private int height(String room, Map<String, Integer> heights) {
        Integer known = heights.get(room);
        if (known != null) {
            return known;
        }
        int height =
                usedBy(room).stream().mapToInt(used -> height(used, heights) + 1).max().orElse(0);
        heights.put(room, height);
        return height;
    }

    /** The room's source files, of the folder that holds all main sources. */
    static List<Path> sources(Path root, String room) {
        String folder = room.equals(ROOT) ? ROOT : ROOT + "." + room;
        try (Stream<Path> files = Files.list(root.resolve(folder.replace('.', '/')))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
