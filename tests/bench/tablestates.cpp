// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/tablestates.h"

#include "models/mesos/decoder.h"
#include "tests/bench/bench.h"

#include <stdexcept>

namespace bench {

std::vector<mesos::Snapshot> decodeStates(const QStringList &names)
{
    mesos::Decoder decoder;
    std::vector<mesos::Snapshot> states;
    for (const QString &name : names) {
        const QByteArray body = loadState(name);
        mesos::PolledBodies bodies;
        const auto size = static_cast<size_t>(body.size());
        bodies.state = { body.constData(), size, size + static_cast<size_t>(padding) };
        const core::Result<mesos::Snapshot> state = decoder.decode(bodies);
        if (!state)
            throw std::runtime_error(name.toStdString() + ": " + state.error().detail.toStdString());
        states.push_back(*state);
    }
    return states;
}

std::shared_ptr<const tables::Arrangement> arranged(const tables::Rows &rows,
                                                    const tables::ArrangementSettings &settings,
                                                    const tables::Arrangement *older,
                                                    const std::optional<tables::RowDiff> &diff)
{
    const std::atomic<bool> cancelled{ false };
    return tables::arrange(rows, settings, core::systemClock().now(), older, diff, cancelled);
}

} // namespace bench
