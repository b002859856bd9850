package dev.airelay.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/// Those askers whose requests failed on a channel in a way that they may have provoked themselves.
/// Immutable.
///
/// Of more than [#MOST] the one is forgotten whose failures count least for everybody, and of those
/// the one who was heard of longest ago. Forgetting never closes a channel to anybody: failures can
/// only count for less.
///
/// @param all the latest first
record Askers(List<AskerHealth> all) {
    static final Askers NONE = new Askers(List.of());
    static final int MOST = 8;

    Askers {
        all = List.copyOf(all);
    }

    AskerHealth of(String mark) {
        for (AskerHealth one : all) {
            if (one.isOf(mark)) {
                return one;
            }
        }
        return AskerHealth.unknown(mark);
    }

    Askers with(AskerHealth latest) {
        var next = new ArrayList<AskerHealth>();
        next.add(latest);
        next.addAll(without(latest.mark()).all);
        if (next.size() > MOST) {
            next.remove(
                    next.reversed().stream()
                            .min(Comparator.comparingDouble(AskerHealth::runOfAll))
                            .orElseThrow());
        }
        return new Askers(next);
    }

    Askers without(String mark) {
        return filter(one -> !one.isOf(mark));
    }

    Askers map(UnaryOperator<AskerHealth> change) {
        return all.isEmpty() ? this : new Askers(all.stream().map(change).toList());
    }

    /// Without those whose circuits are open and are meant: closed, they begin anew.
    Askers butOpen(Predicate<AskerHealth> meant) {
        return filter(one -> !(one.open() && meant.test(one)));
    }

    Askers butForgettable() {
        return filter(one -> !one.forgettable());
    }

    private Askers filter(Predicate<AskerHealth> kept) {
        return all.isEmpty() ? this : new Askers(all.stream().filter(kept).toList());
    }

    boolean anyRun() {
        return sum(AskerHealth::runOfAll) > 0;
    }

    double sum(ToDoubleFunction<AskerHealth> weight) {
        double sum = 0;
        for (AskerHealth one : all) {
            sum += weight.applyAsDouble(one);
        }
        return sum;
    }

    /// The sum without the one who has most of it.
    double sumButLargest(ToDoubleFunction<AskerHealth> weight) {
        double largest = 0;
        for (AskerHealth one : all) {
            largest = Math.max(largest, weight.applyAsDouble(one));
        }
        return sum(weight) - largest;
    }

    /// What counts for everybody: who has most counts for no more than all the others together.
    ///
    /// @param inFull what counts whoever saw it
    double counted(double inFull, ToDoubleFunction<AskerHealth> weight) {
        return Math.min(inFull + sum(weight), 2 * (inFull + sumButLargest(weight)));
    }
}
