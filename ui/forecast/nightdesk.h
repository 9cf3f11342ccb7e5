// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/analysis/comparison.h"
#include "models/dag/analysis/failures.h"
#include "models/dag/forecast/calibration.h"
#include "models/dag/forecast/pastprogress.h"
#include "models/dag/layout/layout.h"
#include "models/dag/nightboard.h"

#include <QFutureWatcher>
#include <QMutex>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace ui {

/// What is worked out of a night: shown with it, and of no other one.
struct NightView
{
    dag::NightPtr night;
    dag::ForecastPtr forecast; ///< null: not made yet
    std::shared_ptr<const dag::Structure> structure;
    std::vector<dag::Failure> failures; ///< real ones, the first first
    std::vector<char> isInCascade; ///< a flag a node: it cannot run because of a failure
    std::vector<char> isCritical; ///< a flag a node, by medians
    std::vector<dag::Progress> past; ///< of the nights before, laid on this one
    dag::Comparison comparison; ///< with the nights before
};
using NightViewPtr = std::shared_ptr<const NightView>;

/// Hands the last view to where rows are made, in the pool.
class NightShelf
{
public:
    void put(NightViewPtr view);
    NightViewPtr view() const;

private:
    mutable QMutex m_mutex;
    NightViewPtr m_view;
};

/// Follows a board while somebody looks: a new night is looked through and forecast in the pool, a new graph laid out
/// there; states alone move nothing. GUI thread.
class NightDesk final : public QObject
{
    Q_OBJECT
public:
    using SizesOf = std::function<std::vector<QSizeF>(const dag::Graph &)>;

    /// `sizesOf` tells how large each node is drawn; called in the GUI thread. Empty: nothing is laid out.
    NightDesk(dag::NightBoard *board, const core::Clock &clock, SizesOf sizesOf, QObject *parent = nullptr);
    ~NightDesk() override;

    /// The one for all who only want to know how the night stands, whatever page is shown. Nothing is laid out.
    static NightDesk *of(dag::NightBoard *board, const core::Clock &clock);

    /// Whether this one looks. It works for as long as anybody does.
    void setShown(const QObject *viewer, bool shown);
    /// Judges what past forecasts were worth, too: as costly as some dozen forecasts, once a history.
    void setCalibrates(bool calibrates) { m_calibrates = calibrates; }
    NightViewPtr view() const { return m_view; } ///< null: no night yet
    dag::LayoutPtr layout() const { return m_layout; } ///< null: not laid out yet
    const std::optional<dag::Calibration> &calibration() const { return m_calibration; } ///< none: not made yet
    bool isAtRest() const; ///< nothing is being worked out, or about to be
    std::shared_ptr<NightShelf> shelf() const { return m_shelf; }

    void setFolded(const QString &group, bool folded);
    QSet<QString> folded() const { return m_folded; }
    void setFoldedGroups(const QSet<QString> &groups);
    void setAssumptions(const dag::Assumptions &assumptions);
    const dag::Assumptions &assumptions() const { return m_assumptions; }
    void relayout(); ///< fonts changed: sizes have

signals:
    void viewChanged();
    void layoutChanged();
    void calibrationChanged();

private:
    void follow();
    void lookThrough();
    void layOut();
    void onLooked();
    void onLaidOut();
    void calibrate();

    dag::NightBoard *m_board;
    const core::Clock &m_clock;
    SizesOf m_sizesOf;
    std::shared_ptr<NightShelf> m_shelf;
    NightViewPtr m_view;
    dag::LayoutPtr m_layout;
    QSet<QString> m_folded;
    dag::Assumptions m_assumptions;
    QFutureWatcher<NightViewPtr> m_looking;
    QFutureWatcher<dag::LayoutPtr> m_layingOut;
    QFutureWatcher<dag::Calibration> m_calibrating;
    std::optional<dag::Calibration> m_calibration;
    dag::HistoryPtr m_calibrated; ///< what `m_calibration` was made of
    QTimer m_calm; ///< a history that is still read changes often
    QTimer m_aging; ///< time goes on without news, and forecasts with it
    bool m_lookAgain = false;
    bool m_layOutAgain = false;
    bool m_calibrates = false;
    bool m_isOld = false; ///< the board's source does not confirm the night any more
    QSet<const QObject *> m_viewers;
};

} // namespace ui
