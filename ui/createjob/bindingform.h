// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"
#include "models/jobs/binding.h"

#include <QScrollArea>

namespace ui {

class BindingField;

/// The form of a template: one row a binding, in the order of the file. GUI thread.
class BindingForm final : public QScrollArea
{
    Q_OBJECT
public:
    explicit BindingForm(QWidget *parent = nullptr);

    /// New fields, which the Tab key reaches after `before`.
    void setBindings(const QList<jobs::Binding> &bindings, QWidget *before);
    jobs::Values values() const;
    /// Mistakes with a binding's name as key go beside its field; `insist`: also where nothing was typed yet.
    void judge(const QList<config::Mistake> &mistakes, bool insist);
    bool focusFirst(const QList<config::Mistake> &mistakes); ///< the first field that has one; false: none has

signals:
    void changed();

private:
    QList<BindingField *> m_fields;
};

} // namespace ui
