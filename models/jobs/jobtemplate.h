// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"
#include "models/jobs/binding.h"
#include "models/jobs/definition.h"

namespace jobs {

/// A job definition file: blanks to fill in, and the job made from them. Format, with every key:
/// packaging/job.example.yaml.
struct JobTemplate
{
    QString title; ///< "Scale a pool"
    QString help; ///< a sentence or two
    QList<Binding> bindings; ///< in the order of the file
    QByteArray yaml; ///< the whole file
    QString file; ///< path or name, for sentences; empty: made by the program
    /// What a clone began as; see Definition::before.
    std::optional<aurora::JobConfiguration> before;
};

struct TemplateReading
{
    JobTemplate of;
    QList<config::Mistake> mistakes; ///< with any, the template cannot be used
    bool isWhole() const { return mistakes.isEmpty(); }
};

/// Reads the bindings, and the job as far as it can be judged before they are filled in. Pure; never throws.
TemplateReading parseTemplate(const QByteArray &yaml, const QString &file);

/// What is known of the cluster the job is for.
struct Surroundings
{
    QString cluster; ///< the scheduler's own name of it
    QString owner; ///< where the file names none
    QStringList tiers; ///< empty: not known
};

struct Resolution
{
    Definition definition;
    aurora::JobConfiguration job;
    QList<config::Mistake> mistakes; ///< a mistake in a value has the binding's name as key and no line
    bool isWhole() const { return mistakes.isEmpty(); } ///< only then may the job be sent
};

/// Puts the values in, reads the job, checks it against the house rules. Pure; never throws.
Resolution resolve(const JobTemplate &of, const Values &values, const Surroundings &surroundings);

} // namespace jobs
