z3tidy_unittest(z3tidyAnalysisTests
  SOURCES AnalysisLoopTest.cpp AnalysisReleaseTest.cpp AnalysisCallTest.cpp
    AnalysisContainerTest.cpp AnalysisContextTest.cpp
    AnalysisDanglingTest.cpp AnalysisElementTest.cpp
    AnalysisExceptionTest.cpp AnalysisFeasibilityTest.cpp
    AnalysisForgottenTest.cpp
    AnalysisGrowthTest.cpp AnalysisIterationTest.cpp AnalysisLeakTest.cpp
    AnalysisMoveTest.cpp AnalysisNamedElementTest.cpp
    AnalysisCallersElementTest.cpp
    AnalysisOutlivesTest.cpp AnalysisOwnerTest.cpp
    AnalysisOwnershipTest.cpp AnalysisOwnWrapperTest.cpp
    AnalysisPeelingTest.cpp
    AnalysisProtocolTest.cpp AnalysisReuseTest.cpp AnalysisSlotTest.cpp AnalysisStateTest.cpp
    AnalysisTaughtTest.cpp
    AnalysisRaiiTest.cpp AnalysisThreadTest.cpp
  DEPENDS z3tidyAnalysis)
