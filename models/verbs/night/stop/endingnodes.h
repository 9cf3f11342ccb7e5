// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/night/freshrun.h"

/// The steps of a stop that Airflow carries out: a run that fails as a whole, or nodes one by one. A node that has come
/// to its own end meanwhile is left with it: a success is not made a failure.
namespace verbs::endingnodes {

QCoro::Task<core::Result<actions::Answer>> perform(Context context, actions::Step step, actions::Sending sending,
                                                   std::stop_token stop);
QCoro::Task<core::Result<actions::Look>> look(Context context, actions::Step step, std::stop_token stop);
/// A node that is not over any more, or not yet, is told as failed, so that it is ended again.
QCoro::Task<core::Result<actions::Watch>> watch(Context context, QList<actions::Step> steps, std::stop_token stop);

} // namespace verbs::endingnodes
