// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace actions {

/// Paces of the framework; tests make them short.
struct Pace
{
    std::chrono::milliseconds hold{ 5000 }; ///< between consent and the first call
    std::chrono::milliseconds watch{ 2000 }; ///< between two looks at the wanted state
    std::chrono::milliseconds lookAgain{ 5000 }; ///< after a look that told nothing; doubled, up to
    std::chrono::milliseconds longest{ 60000 };
    std::chrono::milliseconds giveUpLooking{ std::chrono::minutes(30) }; ///< then the action is half done
    std::chrono::milliseconds stale{ 30000 }; ///< a step planned or looked at longer ago is looked at before sending
    std::chrono::milliseconds elsewhere{ 2000 }; ///< how often the journal is asked what other consoles did

    /// Whatever waits in real time alone, as many times shorter.
    Pace hurried(int times) const
    {
        Pace pace = *this;
        for (std::chrono::milliseconds Pace::*const wait :
             { &Pace::hold, &Pace::watch, &Pace::lookAgain, &Pace::longest, &Pace::elsewhere })
            pace.*wait /= times;
        return pace;
    }
};

} // namespace actions
