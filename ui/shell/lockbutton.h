// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QPushButton>

namespace actions {
class Arming;
}

namespace ui {

/// The header's lock: "Read-only · Unlock…", or "Armed 09:41 · Lock" while writing is unlocked. In the last minute a
/// click extends, before it locks. Object name "lock". GUI thread.
class LockButton final : public QPushButton
{
    Q_OBJECT
public:
    explicit LockButton(QWidget *parent = nullptr);
    void setArming(actions::Arming *arming);
    void setNarrow(bool narrow);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void unlockRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool isArmed() const;
    void press();
    void refresh();

    QPointer<actions::Arming> m_arming;
    QString m_state; ///< "Read-only", "Armed 09:41"
    QString m_way; ///< what a click does
    bool m_narrow = false;
};

} // namespace ui
