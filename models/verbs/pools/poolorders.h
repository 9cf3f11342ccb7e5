// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

#include <functional>

/// What steps of retiring, holding and releasing machines share: sending, and looking whether it had its effect.
namespace verbs {

/// One order; `words` is the answer when it was taken. AWS is looked at more often from then on.
QCoro::Task<core::Result<actions::Answer>> orderFromAws(Context context, aws::Call call, QString words,
                                                        std::stop_token stop);

/// Sizes, Protect, Tag, End (retiresteps.h): one order, as above. Machines that have gone are left out of Protect,
/// which AWS refuses as a whole for one of them.
QCoro::Task<core::Result<actions::Answer>> sendToAws(Context context, actions::Step step, std::stop_token stop,
                                                     QString user = {});

/// Whether AWS lists the machine as pending or running now.
QCoro::Task<core::Result<bool>> isAlive(Context context, QString instance, std::stop_token stop);

/// Close and Open: one order to the master. An agent it does not know any more takes no task: there is nothing to do.
QCoro::Task<core::Result<actions::Answer>> sendToAgent(Context context, actions::Step step, std::stop_token stop);

/// What an order's failure comes to: a machine that has gone meanwhile, as spot machines do, leaves nothing to be done.
/// `failure` else.
QCoro::Task<core::Result<actions::Answer>> unlessGone(Context context, QString instance,
                                                      core::Result<actions::Answer> failure, std::stop_token stop);

/// Close and Open: whether the step's agent is closed to new tasks, or open, as wanted. Done, too, once it is gone.
QCoro::Task<core::Result<actions::Look>> lookAtAgent(Context context, actions::Step step, bool closed,
                                                     std::stop_token stop);

/// Tag: whether the machine says so.
QCoro::Task<core::Result<actions::Look>> lookAtTags(Context context, actions::Step step, std::stop_token stop);

/// Of one group afresh: what `judge` makes of it; of one that is gone, that nothing is left to be done.
QCoro::Task<core::Result<actions::Look>> lookAtGroup(Context context, QString name,
                                                     std::function<actions::Look(const aws::Group &)> judge,
                                                     std::stop_token stop);
/// Sizes and Protect: by the group as AWS lists it now.
QCoro::Task<core::Result<actions::Look>> lookAtGroup(Context context, actions::Step step, std::stop_token stop);

} // namespace verbs
