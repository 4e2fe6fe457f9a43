z3tidy_unittest(z3tidyAnalysisTests
  SOURCES AnalysisLoopTest.cpp AnalysisReleaseTest.cpp AnalysisCallTest.cpp
    AnalysisExceptionTest.cpp AnalysisStateTest.cpp AnalysisContextTest.cpp
    AnalysisOwnershipTest.cpp AnalysisProtocolTest.cpp AnalysisLeakTest.cpp
    AnalysisSlotTest.cpp
  DEPENDS z3tidyAnalysis)
