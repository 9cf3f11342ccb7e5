// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace ui {

/// Tells when Alt was pressed and let go alone in a window: Qt shows a hidden menu bar for nobody.
class MenuKey final : public QObject
{
    Q_OBJECT
public:
    explicit MenuKey(QWidget *window);

signals:
    void pressedAlone();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_window;
    bool m_alone = false;
};

} // namespace ui
