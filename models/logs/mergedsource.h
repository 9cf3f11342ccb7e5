// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/source.h"
#include "models/logs/writtenzone.h"

#include <QList>

#include <memory>

namespace logs {

/// One of the logs that are merged.
struct MergePart
{
    QString label; ///< "3": of the instance
    int lane = 0; ///< its colour: laneColour()
    std::shared_ptr<Source> source;
};

/// The ends of several logs as one file, by time. Each look reads what came since in all of them, merges it in the pool
/// and puts it behind what there is: what a keeper tells late stands late, nothing that was shown moves. A log that
/// cannot be read, or of which something is left out, is told in a line of its own. GUI thread.
class MergedSource final : public Source
{
public:
    /// `zone`: of times that name none.
    explicit MergedSource(const QList<MergePart> &parts, const WrittenZone &zone = {});
    ~MergedSource() override;

    QString fileName() const override;
    QString keeper() const override;
    QCoro::Task<core::Result<qint64>> size(std::stop_token stop) override;
    QCoro::Task<core::Result<QByteArray>> read(qint64 offset, qint64 length, std::stop_token stop) override;

    static constexpr qint64 mostAtFirst = 64 << 20; ///< bytes of all ends together
    static constexpr qint64 mostOfALook = 8 << 20; ///< bytes of one log; of more only the end

private:
    struct Merge;
    static QCoro::Task<core::Result<qint64>> look(std::shared_ptr<Merge> merge, std::stop_token stop);
    static QCoro::Task<core::Result<QByteArray>> readMerged(std::shared_ptr<Merge> merge, qint64 offset, qint64 length);

    std::shared_ptr<Merge> m_merge;
};

} // namespace logs
