// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/binding.h"

namespace jobs {

/// Puts values into texts. `{{NAME}}` is the value as typed; `{{NAME.form}}` another form of it: bytes, kib, mib, gib
/// of a size; ms, seconds, minutes of a time; comma, words of a list; raw of anything. What the executor fills in when
/// it starts ({{mesos.instance}}, {{thermos.ports[http]}}) stays.
class Substitution
{
public:
    Substitution(QList<Binding> bindings, const Values &values);

    /// How a value goes into a command: a blank or a quote in it must not become shell.
    enum class Place { Text, Shell };

    /// `wrong` gets a sentence for each reference that means nothing.
    QString apply(const QString &text, Place place, QStringList &wrong) const;

    /// The one binding that `text` is nothing but a reference to; nullptr: it is more, or less.
    const Binding *whole(const QString &text) const;
    QString value(const Binding &binding) const { return m_values.value(binding.name); }

private:
    const Binding *binding(const QString &name) const;
    QString formed(const Binding &binding, const QString &form, Place place, QStringList &wrong) const;

    QList<Binding> m_bindings;
    Values m_values;
};

QString shellQuoted(const QString &text); ///< itself where bash reads it as one plain word

} // namespace jobs
