// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/binding.h"

#include <QObject>

class QLabel;
class QWidget;

namespace ui {

/// The field of one binding: its label, the widget to type in, and the sentence beside it, which helps as long as
/// nothing is wrong and then says what is. The three widgets are placed by the form. Object name of the widget:
/// "binding_NAME", of the sentence "sentence_NAME". GUI thread.
class BindingField final : public QObject
{
    Q_OBJECT
public:
    BindingField(const jobs::Binding &binding, const QString &value, QWidget *parent);

    const jobs::Binding &binding() const { return m_binding; }
    QLabel *label() const { return m_label; }
    QWidget *widget() const { return m_widget; }
    QLabel *sentence() const { return m_sentence; }
    bool isTall() const { return m_binding.multiline; }

    QString value() const;
    /// What is wrong with the value, in a sentence; empty: nothing. An untouched field is not blamed before `insist`.
    void judge(const QString &wrong, bool insist);

signals:
    void changed();

private:
    void readTheme();

    jobs::Binding m_binding;
    QLabel *m_label;
    QWidget *m_widget = nullptr;
    QLabel *m_sentence;
    bool m_touched = false;
    bool m_blamed = false;
};

} // namespace ui
