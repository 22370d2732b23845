package dev.inward.study.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Numbers in random order. */
class RandomOrderTest {

    @Test
    void every_number_is_drawn_once() {
        for (int size = 0; size < 50; size++) {
            assertThat(all(size, 3))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size).boxed().toList());
        }
    }

    /** The bound is the 0.999 quantile of chi-square with 23 degrees of freedom. */
    @Test
    void every_order_is_equally_likely() {
        Map<List<Integer>, Long> orders =
                LongStream.range(0, 24_000)
                        .mapToObj(seed -> all(4, seed * 0x9E3779B97F4A7C15L))
                        .collect(Collectors.groupingBy(order -> order, Collectors.counting()));

        assertThat(orders).hasSize(24);
        assertThat(orders.values().stream().mapToDouble(n -> (n - 1e3) * (n - 1e3) / 1e3).sum())
                .isLessThan(49.73);
    }

    @Test
    void a_seed_gives_the_same_order_in_each_jdk() {
        assertThat(all(10, 42)).containsExactly(0, 3, 5, 8, 9, 7, 1, 2, 6, 4);
    }

    @Test
    void few_of_very_many_numbers_take_no_memory_for_the_others() {
        var order = new RandomOrder(Integer.MAX_VALUE, 1);

        assertThat(IntStream.generate(order::nextInt).limit(10_000).distinct().count())
                .isEqualTo(10_000);
    }

    @Test
    void no_number_follows_the_last_one() {
        var order = new RandomOrder(1, 1);
        order.nextInt();

        assertThatThrownBy(order::nextInt).isInstanceOf(NoSuchElementException.class);
    }

    private static List<Integer> all(int size, long seed) {
        Iterator<Integer> order = new RandomOrder(size, seed);
        var numbers = new ArrayList<Integer>();
        order.forEachRemaining(numbers::add);
        return numbers;
    }
}
