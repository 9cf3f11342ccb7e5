// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/objectref.h"

#include <QWidget>

namespace ui {

class LogPane;

/// One tab of the logs' page. GUI thread.
class LogTab : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual links::ObjectRef ref() const = 0; ///< what it is the log of
    virtual QString title() const = 0; ///< "itaipu-dimensional-modeling/0 stderr"
    virtual QString stateWord() const = 0; ///< glyph word
    virtual LogPane *pane() const = 0;
    virtual void setShown(bool shown) = 0; ///< hidden it asks for nothing

signals:
    void titleChanged();
};

} // namespace ui
