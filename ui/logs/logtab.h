// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/objectref.h"

#include <QWidget>

namespace ui {

class LogPane;

/// One tab of the logs' page. It asks for nothing before it is shown. GUI thread.
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
    virtual void refresh() = 0; ///< F5: asks anew what there is; what is read stays
    virtual void reopen() = 0; ///< by key or link: what is newest now is shown
    virtual void setCompact() = 0; ///< where there is little room: the log alone, with what finds in it
    virtual QString openFile() const { return {}; } ///< its name; empty: none, or several
    /// The file to open once it is known which there are; `saved`: the copy that was saved here.
    virtual void want(const QString &file, bool saved)
    {
        (void)file;
        (void)saved;
    }

signals:
    void titleChanged(); ///< or the state
};

} // namespace ui
