// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/capacityhistory.h"

#include <QAbstractListModel>

namespace ui {

/// What happened lately, newest first, at most so many. GUI thread.
class EventsModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { TimeRole = Qt::UserRole, LayerRole, GlyphRole, LinkRole };
    static constexpr int most = 300;

    explicit EventsModel(const core::Clock &clock, QObject *parent = nullptr);

    /// What the history holds, newest first; what was added before is kept.
    void setPast(const QList<history::Event> &events);
    void add(const history::Event &event);
    void setLayer(const QString &layer); ///< only events of this layer; empty: all
    QString layer() const { return m_layer; }
    QStringList layers() const; ///< that have events, by name
    bool hasSeveralLayers() const { return m_severalLayers; } ///< else naming it in each row says nothing
    void refreshTimes(); ///< midnight has passed: yesterday's times carry a date

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<history::Event> passing() const;

    const core::Clock &m_clock;
    QList<history::Event> m_all; ///< newest first
    QList<history::Event> m_shown; ///< those of the chosen layer
    QString m_layer;
    bool m_severalLayers = false;
};

} // namespace ui
