// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "ui/agents/maplayout.h"
#include "ui/agents/mappicture.h"

#include <QAbstractScrollArea>

#include <memory>

class QLabel;

namespace ui {

/// The map of agents (ui.md §5, mock-up 02): groups of columns, one per agent, filled by its tasks. What the pointer is
/// over stands in the line at the foot. Arrows walk, Enter opens, Space inspects. Ten thousand agents are drawn as
/// plain bars; only what is visible is painted. GUI thread.
class AgentMap final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit AgentMap(const core::Clock &clock, QWidget *parent = nullptr);
    ~AgentMap() override;

    using Picture = std::shared_ptr<const MapPicture>;
    void setPicture(Picture picture);
    const Picture &picture() const { return m_picture; }
    const MapLayout &mapLayout() const { return m_layout; }

    void setCurrentKey(const QByteArray &key); ///< also of an agent that is not shown; scrolls there; no signal
    QByteArray currentKey() const { return m_currentKey; }
    int currentColumn() const { return m_current; } ///< -1: none
    void setOld(bool old); ///< drawn in the offered tint
    void setLegend(const QString &text); ///< right end of the line

    QString lineText() const; ///< what the line says now
    QString columnName(int column) const; ///< for screen readers: "ip-10-1-2-3, agent, active, 4 tasks, …"
    QRect columnRect(int column) const; ///< in the viewport
    void activateColumn(int column); ///< as a click does

    QSize sizeHint() const override;

signals:
    void agentSelected(const QByteArray &key);
    void agentOpened(const QByteArray &key);
    void inspectRequested(const QByteArray &key);
    void taskOpened(const QByteArray &frameworkAndTask); ///< "frameworkId/taskId", double click on a block

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Hit
    {
        int column = -1;
        int block = -1; ///< index into MapPicture::blocks
        bool operator==(const Hit &) const = default;
    };
    Hit hitAt(QPoint viewportPoint) const;
    void setHover(Hit hit);
    void relayout();
    void updateLine();
    void moveTo(int column);
    void ensureVisible(int column);
    QPoint offset() const;
    QString blockText(const MapBlock &block, int column) const;
    QString columnText(int column) const;

    const core::Clock &m_clock;
    Picture m_picture;
    MapLayout m_layout;
    QByteArray m_currentKey;
    int m_current = -1;
    Hit m_hover;
    bool m_old = false;
    QWidget *m_foot = nullptr;
    QLabel *m_line = nullptr;
    QLabel *m_legend = nullptr;
};

} // namespace ui
