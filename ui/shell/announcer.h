// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

class QWidget;

namespace ui {

/// Says to screen readers what whoever looks cannot miss: a failure, a layer lost and back. At most once in ten
/// seconds; what happens meanwhile is said together, the latest three of it. GUI thread.
class Announcer final : public QObject
{
    Q_OBJECT
public:
    /// `speaker` is what readers name as the source; its accessible description becomes the sentence.
    explicit Announcer(QWidget *speaker, QObject *parent = nullptr);
    void announce(const QString &sentence);
    void setPause(std::chrono::milliseconds pause) { m_pause.setInterval(pause); } ///< for tests

signals:
    void announced(const QString &text);

private:
    void speak();

    QWidget *m_speaker;
    QStringList m_waiting;
    int m_leftOut = 0;
    QTimer m_pause;
};

} // namespace ui
