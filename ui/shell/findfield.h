// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/paintedbutton.h"

#include <QKeySequence>

namespace ui {

/// Looks like a field and opens the palette: there is one place to find and do things. Object name "findField".
class FindField final : public PaintedButton
{
    Q_OBJECT
public:
    explicit FindField(QWidget *parent = nullptr);
    void setKey(const QKeySequence &key);
    void setNarrow(bool narrow);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void typed(const QString &text); ///< somebody typed here instead of clicking

protected:
    void paintContents(QPainter *painter) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QKeySequence m_key;
};

} // namespace ui
