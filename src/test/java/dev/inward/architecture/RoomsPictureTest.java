package dev.inward.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class RoomsPictureTest {

    private static final Rooms HOUSE =
            Rooms.of(
                    Map.of(
                            "roof", Set.of("floor", "cellar"),
                            "floor", Set.of("cellar"),
                            "shed", Set.of("cellar"),
                            "cellar", Set.of()));

    @Test
    void the_committed_picture_is_that_of_the_code() throws IOException {
        assertThat(Files.readString(RoomsPicture.FILE))
                .as("the picture of the packages is stale; mvn -Prooms draws it again")
                .isEqualTo(RoomsPicture.draw(Rooms.read()));
    }

    @Test
    void a_room_stands_above_what_it_uses() {
        assertThat(HOUSE.layers())
                .containsExactly(List.of("roof"), List.of("floor", "shed"), List.of("cellar"));
    }

    @Test
    void an_arrow_is_left_out_where_a_longer_way_leads_to_the_same_room() {
        Map<String, SortedSet<String>> arrows = HOUSE.essentialArrows();

        assertThat(arrows.get("roof")).containsExactly("floor");
        assertThat(arrows.get("shed")).containsExactly("cellar");
        assertThat(HOUSE.arrows()).isEqualTo(4);
    }

    @Test
    void a_circle_has_no_picture() {
        Rooms circle = Rooms.of(Map.of("hen", Set.of("egg"), "egg", Set.of("hen")));

        assertThatThrownBy(circle::layers).hasMessageContaining("circle leads through egg");
    }
}
