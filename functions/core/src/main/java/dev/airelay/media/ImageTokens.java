package dev.airelay.media;

/// How the tokens of a picture are counted: in tiles or in patches.
public sealed interface ImageTokens {
    /// @param detail as the request says, `low`, `high`, `original`, …; empty where it says nothing
    long of(ImageSize size, String detail);

    /// For a picture that nobody here can see, such as one behind a URL.
    default long most() {
        return of(ImageSize.UNKNOWN, "");
    }

    /// A base and as much again for each tile, once the picture is scaled down to 2,048 pixels and
    /// its shorter side to 768.
    record Tiles(int base, int each) implements ImageTokens {
        private static final int MOST = 8;

        @Override
        public long of(ImageSize size, String detail) {
            if (detail.equals("low")) {
                return base;
            }
            double scale = Math.min(1, 2_048.0 / Math.max(size.width(), size.height()));
            scale = Math.min(scale, 768.0 / Math.min(size.width(), size.height()));
            return base + each * tiles(size.width() * scale) * tiles(size.height() * scale);
        }

        @Override
        public long most() {
            return base + (long) each * MOST;
        }

        private static long tiles(double pixels) {
            return (long) Math.ceil(Math.max(1, pixels - 0.5) / 512);
        }
    }

    /// Patches, of which there are a number at most, since larger pictures are scaled down.
    ///
    /// @param percent tokens of 100 patches
    /// @param capOriginal the most with detail `original`
    /// @param least tokens of a picture however small
    record Patches(int side, int cap, int capOriginal, int percent, int least)
            implements ImageTokens {
        @Override
        public long of(ImageSize size, String detail) {
            long patches =
                    Math.ceilDiv((long) size.width(), side)
                            * Math.ceilDiv((long) size.height(), side);
            long shown = Math.min(patches, detail.equals("original") ? capOriginal : cap);
            return Math.max(least, Math.ceilDiv(shown * percent, 100));
        }
    }
}
