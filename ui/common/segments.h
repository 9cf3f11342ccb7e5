// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace ui {

/// A switch of a few choices side by side, one of which is on: "table | map | both". Arrows move within it. GUI thread.
class Segments final : public QWidget
{
    Q_OBJECT
public:
    /// `accessibleName`: what is switched. Icons may be empty names.
    struct Choice
    {
        QString text;
        QString icon; ///< shown instead of the text where given
        QString toolTip; ///< also its accessible name when there is no text
    };
    Segments(const QString &accessibleName, const QList<Choice> &choices, QWidget *parent = nullptr);

    int current() const;
    void setCurrent(int index); ///< emits when it changes
    QAbstractButton *button(int index) const;

signals:
    void changed(int index);

private:
    QButtonGroup *m_group;
};

} // namespace ui
